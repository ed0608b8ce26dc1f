# code: W-ROLE
# title: the node's instance lost its instance profile
# doctor: --node "$(workstation)" --with "$(map_sent)"
# stand-in: the kubelet, for which kubectl asks
# remedy: none which role it should be is for whoever runs the nodes to say
start() { with_node; }
plant() { unplug; }
proof() { node_registers; }
clear() { unplug; }
