# code: M-SESSION-ARN
# title: the entry has the ARN that aws sts get-caller-identity shows, a session's
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { role_by_argument; }
plant() {
  unmap
  map_role "arn:aws:sts::$ACCOUNT:assumed-role/viewer-$USER_NAME/EKSGetTokenAuth" "$USER_NAME" "$VIEWERS"
  shown_map
}
