# code: D-CLOUD9
# title: Cloud9's own temporary keys stand before the role that the kubeconfig assumes
# remedy: none they are switched off in Cloud9's settings, by a click
start() {
  local role
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  allow "$USER_NAME" sts:AssumeRole "$role"
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig --role-arn "$role"
}
plant() {
  local got
  got=$(aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text | tr '\t' ' ')
  rm "$HOME/.aws/credentials"
  keys default $got
  trouble cloud9=true
  export C9_USER=jane C9_PROJECT=workshop C9_PID=4711
}
