# code: D-METADATA-HOPS
# title: in a container on an instance whose metadata service answers one hop far
# remedy: yes
# by: administrator
start() {
  node_hops 2 # as managed node groups make them: the remedy is for those that answer one hop far
  metadata_options HttpTokens=required HttpPutResponseHopLimit=2
  export AWS_EC2_METADATA_SERVICE_ENDPOINT=$SALLYPORT_SANDBOX_CONTAINER_METADATA
  on_instance
}
node_hops() {
  local node
  for node in $(as_admin aws ec2 describe-instances --filters Name=tag:Name,Values=eks-cluster-node --query 'Reservations[].Instances[].InstanceId' --output text); do
    metadata_options_of "$node" HttpPutResponseHopLimit="$1"
  done
}
plant() { metadata_options HttpPutResponseHopLimit=1; }
clear() {
  unplug
  metadata_options
  node_hops 1
}
