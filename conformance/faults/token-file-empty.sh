# code: T-NOBODY
# title: the file from which the kubeconfig takes its token is empty
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() {
  : >"$HOME/token"
  edit_kubeconfig --arg file "$HOME/token" '.users[].user = {tokenFile: $file}'
}
