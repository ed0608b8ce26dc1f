# code: K-KUBECTL-BROKEN
# title: kubectl was downloaded and not made executable
# remedy: yes
# by: self
plant() {
  local real
  real=$(readlink -f "$(command -v kubectl)")
  hide kubectl
  install -m 644 "$real" "$SCRATCH/path/kubectl"
}
