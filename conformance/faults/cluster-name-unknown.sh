# code: C-NOT-FOUND
# title: the kubeconfig names a cluster that EKS does not know in this region
# alike: C-OTHER-NAME
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.args |= map(if . == "eks-cluster" then "eks-clutser" else . end)'; }
