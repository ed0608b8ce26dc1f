# code: I-SECRET
# title: the secret in the variables is not the key's
# remedy: yes
# by: self
plant() {
  local pair
  pair=$(cat "$SCRATCH/keys")
  export AWS_ACCESS_KEY_ID=${pair% *} AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
}
