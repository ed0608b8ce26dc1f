# code: M-ACCOUNT
# title: the entry has another account's number
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
plant() {
  unmap
  map_user "arn:aws:iam::210987654321:user/$USER_NAME" "$USER_NAME" "$VIEWERS"
  shown_map
}
