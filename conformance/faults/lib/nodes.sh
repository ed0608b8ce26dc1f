# A node that joins, for scripts of sallyport doctor --node. Sourced by lib.sh.
#
# The instance whose metadata service the shell has plays the node. No kubelet runs there; kubectl does for it what a
# kubelet does first, with the keys that it would have. The person is a colleague in order, who may look at instances, and
# to whom an administrator sends aws-auth each time that doctor is asked: # doctor: --node ... --with "$(map_sent)"

# with_node: the start. The node's role is ROLE, and stands in aws-auth as EKS writes it.
with_node() {
  colleague
  allow "$USER_NAME" ec2:DescribeInstances
  allow "$USER_NAME" iam:GetInstanceProfile
  instance_role
  map_role "$ROLE" 'system:node:{{EC2PrivateDNSName}}' system:bootstrappers system:nodes
  NODE=$(as_admin aws ec2 describe-instances --instance-ids "$(workstation)" --query 'Reservations[0].Instances[0].PrivateDnsName' --output text)
}

# map_node [USERNAME GROUP...]: aws-auth says this of the node's role; without arguments, nothing.
map_node() {
  unmap
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  [ $# -eq 0 ] || map_role "$ROLE" "$@"
}

# node_registers: asks for the node's own Node object to be made, as its kubelet does, with the role's keys. It is a dry run.
node_registers() {
  HOME=$SCRATCH kubectl --kubeconfig "$HOME/.kube/config" create --dry-run=server -f - <<<"{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"$NODE\"}}"
}

# map_sent: aws-auth as it is now, in a file of the person's, whose name it prints.
map_sent() {
  shown_map
  echo aws-auth.yaml
}
