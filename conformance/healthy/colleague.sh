# title: an IAM user with keys in the default profile, and the kubeconfig of aws eks update-kubeconfig
