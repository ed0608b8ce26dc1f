# code: D-LEFTOVER-TOKEN
# title: a session's token is left over beside a user's own key
# remedy: yes
# by: self
start() {
  local pair
  new_colleague_keys
  pair=$(cat "$SCRATCH/keys")
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  export AWS_ACCESS_KEY_ID=${pair% *} AWS_SECRET_ACCESS_KEY=${pair#* } AWS_DEFAULT_REGION=$REGION
  kubeconfig
}
plant() { export AWS_SESSION_TOKEN=$(aws sts get-session-token --query Credentials.SessionToken --output text); }
