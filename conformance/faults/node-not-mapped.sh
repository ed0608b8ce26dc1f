# code: W-NOT-MAPPED
# title: the role of a new node group stands nowhere in aws-auth
# doctor: --node "$ROLE" --with "$(map_sent)"
# stand-in: the kubelet, for which kubectl asks
# remedy: yes
# by: administrator
start() { with_node; }
plant() { map_node; }
proof() { node_registers; }
clear() { unplug; }
