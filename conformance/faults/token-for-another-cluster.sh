# code: C-OTHER-NAME
# title: the plugin makes a token for another cluster of the account
# remedy: yes
# by: self
plant() {
  own_cluster "https://127.0.0.1:$(closed_port)"
  edit_kubeconfig --arg name "$USER_NAME" '.users[].user.exec.args |= map(if . == "eks-cluster" then $name else . end)'
}
