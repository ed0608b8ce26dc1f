# code: D-WEB-REFUSED
# title: the pod's token is over
# remedy: none the kubelet renews it, or the pod must be started anew
start() { in_pod; }
plant() {
  pod_token app -n dev --seconds -60 >"$HOME/token"
  rm -rf "$HOME/.aws/cli" # the AWS CLI keeps the session there
}
