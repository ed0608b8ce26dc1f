# code: X-NOT-FOUND
# title: aws was installed into ~/.local/bin, which is not on the PATH
# remedy: yes
# by: self
plant() {
  mkdir -p "$HOME/.local/bin"
  ln -s "$(command -v aws)" "$HOME/.local/bin/aws"
  hide aws
}
