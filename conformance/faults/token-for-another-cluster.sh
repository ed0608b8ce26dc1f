# code: C-OTHER-NAME
# title: the plugin makes a token for another cluster of the account
# remedy: yes
# by: self
plant() {
  as_admin aws eks create-cluster --name "$USER_NAME" --role-arn "arn:aws:iam::$ACCOUNT:role/eks-cluster-role" \
    --resources-vpc-config subnetIds=subnet-0a1b2c3d4e5f60718 --tags "sandbox:endpoint=https://127.0.0.1:$(closed_port)" >/dev/null
  edit_kubeconfig --arg name "$USER_NAME" '.users[].user.exec.args |= map(if . == "eks-cluster" then $name else . end)'
}
