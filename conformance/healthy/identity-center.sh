# title: signed in to IAM Identity Center, by an sso-session
start() {
  local name=Viewer-$FAULTS_RUN role
  role=$(permission_set "$name")
  sso_profile viewer "$name"
  sso_login
  map_role "${role%%role/*}role/${role##*/}" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
