# title: doctor --node of an instance whose role stands in aws-auth as EKS writes it
# stand-in: the kubelet, for which kubectl asks
# doctor: --node "$(workstation)" --with "$(map_sent)"
start() { with_node; }
proof() { node_registers; }
clear() { unplug; }
