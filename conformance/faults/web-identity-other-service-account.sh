# code: D-WEB-REFUSED
# title: the role's trust policy names another service account
# remedy: none who may have the role is for its owner to say; no one command is right
start() {
  local provider role
  provider=$(believe_the_cluster)
  role=$(new_role "pod-$USER_NAME" "{\"Federated\": \"$provider\"}" "{\"StringEquals\": {\"${SALLYPORT_SANDBOX_ISSUER#https://}:sub\": \"system:serviceaccount:dev:app\"}}")
  pod_token app -n dev >"$HOME/token"
  export AWS_ROLE_ARN=$role AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/token AWS_REGION=$REGION AWS_ROLE_SESSION_NAME=app
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() {
  pod_token another -n dev >"$HOME/token"
  rm -rf "$HOME/.aws/cli" # the AWS CLI keeps the session there
}
