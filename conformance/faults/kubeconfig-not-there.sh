# code: K-NO-KUBECONFIG
# title: there is no kubeconfig
# doctor: --cluster-name eks-cluster
# remedy: yes
# by: self
plant() { rm "$HOME/.kube/config"; }
