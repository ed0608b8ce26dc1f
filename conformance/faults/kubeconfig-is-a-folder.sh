# code: K-KUBECONFIG-UNREADABLE
# title: KUBECONFIG names a folder
# remedy: yes
# by: self
plant() { export KUBECONFIG=$HOME/.kube; }
