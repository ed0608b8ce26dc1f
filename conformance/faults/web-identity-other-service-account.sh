# code: D-WEB-REFUSED
# title: the role's trust policy names another service account
# remedy: none who may have the role is for its owner to say; no one command is right
start() { in_pod; }
plant() {
  pod_token another -n dev >"$HOME/token"
  rm -rf "$HOME/.aws/cli" # the AWS CLI keeps the session there
}
