# code: M-SSO-PATH
# title: the entry has the path of a role of IAM Identity Center
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { by_identity_center; }
plant() {
  unmap
  map_role "arn:aws:iam::$ACCOUNT:role/aws-reserved/sso.amazonaws.com/$REGION/${ROLE##*/}" "$USER_NAME" "$VIEWERS"
  shown_map
}
