# code: K-KUBECTL-BROKEN
# title: what is called kubectl is for another machine
# stand-in: kubectl
# remedy: yes
# by: self
plant() {
  stand_in kubectl </dev/null
  printf '\177ELF for another machine' >"$SCRATCH/bin/kubectl"
}
