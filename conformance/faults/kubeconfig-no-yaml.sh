# code: K-KUBECONFIG-BROKEN
# title: a tab has crept into the kubeconfig
# doctor: --cluster-name eks-cluster
# remedy: yes
# by: self
plant() { sed -i 's/^  user:/\tuser:/' "$HOME/.kube/config"; }
