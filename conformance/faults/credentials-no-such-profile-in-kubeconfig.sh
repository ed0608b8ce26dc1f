# code: D-NO-PROFILE
# title: the kubeconfig's exec entry names a profile that was renamed since
# remedy: yes
# by: self
start() {
  mapped_user team-dev
  kubeconfig --profile team-dev
}
plant() { sed -i 's/team-dev/team-development/' "$HOME/.aws/config" "$HOME/.aws/credentials"; }
