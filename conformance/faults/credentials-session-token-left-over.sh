# code: D-LEFTOVER-TOKEN
# title: the session token of earlier keys is still set beside new ones
# remedy: yes
# by: self
plant() {
  local token
  token=$(aws sts get-session-token --query Credentials.SessionToken --output text)
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN=$token
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY <"$SCRATCH/keys"
}
