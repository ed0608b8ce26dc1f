# code: D-SOURCE-PROFILE
# title: two profiles draw on each other
# remedy: yes
# by: self
start() { role_by_profile; }
plant() {
  profile other role_arn="$ROLE" source_profile=default
  sed -i 's/^source_profile = me$/source_profile = other/' "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
