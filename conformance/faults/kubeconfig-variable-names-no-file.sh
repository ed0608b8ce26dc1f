# code: K-KUBECONFIG-MISSING
# title: KUBECONFIG names a file that does not exist, and ~/.kube/config is there
# remedy: yes
# by: self
plant() { export KUBECONFIG=$HOME/.kube/confg; }
