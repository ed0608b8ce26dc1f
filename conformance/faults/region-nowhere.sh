# code: D-NO-REGION
# title: no region in the kubeconfig, the shell and the profile
# remedy: yes
# by: self
plant() {
  edit_kubeconfig '.users[].user.exec.args |= (index("--region") as $i | del(.[$i, $i + 1]))'
  sed -i /^region/d "$HOME/.aws/config"
}
