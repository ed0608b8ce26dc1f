# code: C-OTHER-NAME
# title: the plugin makes a token for a name that EKS does not know
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.args |= map(if . == "eks-cluster" then "eks-clutser" else . end)'; }
