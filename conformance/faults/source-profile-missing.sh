# code: D-SOURCE-PROFILE
# title: source_profile names a profile that is not there
# remedy: yes
# by: self
start() { role_by_profile; }
plant() {
  sed -i 's/^source_profile = .*/source_profile = mee/' "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
