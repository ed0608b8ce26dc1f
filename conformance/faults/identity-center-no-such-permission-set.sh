# code: D-SSO-REFUSED
# title: the profile names a permission set with a letter missing
# remedy: yes
# by: self
start() { by_identity_center; }
plant() {
  sed -i "s/^sso_role_name = .*/sso_role_name = ${PERMISSION_SET/Viewer/Viewr}/" "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
