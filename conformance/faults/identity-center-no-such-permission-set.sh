# code: D-SSO-REFUSED
# title: the profile names a permission set with a letter missing
# remedy: yes
# by: self
start() {
  local name=Viewer-$FAULTS_RUN-4 role
  role=$(permission_set "$name")
  sso_profile viewer "$name"
  sso_login
  map_role "${role%%role/*}role/${role##*/}" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
plant() {
  sed -i "s/^sso_role_name = .*/sso_role_name = Viewr-$FAULTS_RUN-4/" "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
