# code: D-ROLE-MISSING
# title: role_arn leaves out the role's path
# remedy: yes
# by: self
start() { role_by_profile /team/; }
plant() {
  sed -i 's!:role/team/!:role/!' "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
