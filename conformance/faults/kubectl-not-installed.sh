# code: K-NO-KUBECTL
# title: kubectl is not on the PATH
# remedy: none it must be downloaded
plant() { hide kubectl; }
