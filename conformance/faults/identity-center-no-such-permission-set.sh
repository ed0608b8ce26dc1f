# code: D-SSO-REFUSED
# title: the profile names a permission set that is not assigned
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
  sed -i "s/^sso_role_name = .*/sso_role_name = NobodysRole/" "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
