# code: K-NO-KUBECTL
# title: kubectl lies in ~/bin, which is not on the PATH
# remedy: yes
# by: self
plant() {
  mkdir -p "$HOME/bin"
  ln -s "$(command -v kubectl)" "$HOME/bin/kubectl"
  hide kubectl
}
