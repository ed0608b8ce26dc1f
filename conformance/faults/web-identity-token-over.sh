# code: D-WEB-REFUSED
# title: the pod's token is over
# remedy: none the kubelet renews it, or the pod must be started anew
start() {
  local provider role
  provider=$(believe_the_cluster)
  role=$(new_role "pod-$USER_NAME" "{\"Federated\": \"$provider\"}")
  pod_token app -n dev >"$HOME/token"
  export AWS_ROLE_ARN=$role AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/token AWS_REGION=$REGION AWS_ROLE_SESSION_NAME=app
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() {
  pod_token app -n dev --seconds -60 >"$HOME/token"
  rm -rf "$HOME/.aws/cli" # the AWS CLI keeps the session there
}
