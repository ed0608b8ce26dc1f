# code: W-GROUPS
# title: the role of the nodes is mapped without system:nodes
# doctor: --node "$ROLE" --with "$(map_sent)"
# stand-in: the kubelet, for which kubectl asks
# remedy: yes
# by: administrator
start() { with_node; }
plant() { map_node 'system:node:{{EC2PrivateDNSName}}' system:bootstrappers; }
proof() { node_registers; }
clear() { unplug; }
