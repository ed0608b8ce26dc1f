# code: D-WEB-TOKEN-FILE
# title: AWS_WEB_IDENTITY_TOKEN_FILE names a file that is not there
# remedy: none the pod must be started anew, by whoever runs it
start() {
  local provider role
  provider=$(believe_the_cluster)
  role=$(new_role "pod-$USER_NAME" "{\"Federated\": \"$provider\"}")
  pod_token app -n dev >"$HOME/token"
  export AWS_ROLE_ARN=$role AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/token AWS_REGION=$REGION AWS_ROLE_SESSION_NAME=app
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { rm -rf "$HOME/token" "$HOME/.aws/cli"; } # the AWS CLI keeps the session there
