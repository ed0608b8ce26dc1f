# code: W-TEMPLATE
# title: the role of the nodes is mapped to a user name as a person's is
# doctor: --node "$(workstation)" --with "$(map_sent)"
# stand-in: the kubelet, for which kubectl asks
# remedy: yes
# by: administrator
start() { with_node; }
plant() { map_node nodes system:bootstrappers system:nodes; }
proof() { node_registers; }
clear() { unplug; }
