# code: M-SSO-PATH
# title: the entry has the path of a role of IAM Identity Center
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() {
  local name=Viewer-$FAULTS_RUN-5
  ROLE_ARN=$(permission_set "$name")
  sso_profile viewer "$name"
  sso_login
  map_role "${ROLE_ARN%%role/*}role/${ROLE_ARN##*/}" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
plant() {
  unmap
  map_role "arn:aws:iam::$ACCOUNT:role/aws-reserved/sso.amazonaws.com/$REGION/${ROLE_ARN##*/}" "$USER_NAME" "$VIEWERS"
  shown_map
}
