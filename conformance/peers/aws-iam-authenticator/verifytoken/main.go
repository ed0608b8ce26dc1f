// Command verifytoken says at which of its checks aws-iam-authenticator refuses a token.
//
// Standard input is a stream of JSON strings, one token each. For each, one line of JSON goes to standard output: the
// error of the exported verifier without what it quotes of the token, "" when it found nothing wrong. Nobody is asked:
// run it where no STS can be reached (HTTPS_PROXY set to a port where nothing listens), and a token that passes every
// check before STS ends with "sts getCallerIdentity failed: error during GET".
//
// The cluster's id is the first argument; the partition is aws.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/sirupsen/logrus"
	"sigs.k8s.io/aws-iam-authenticator/pkg/token"
)

// What stands behind these words is quoted from the token, or changes from run to run.
var stems = []string{"error during GET", "error parsing X-Amz-Date parameter", "X-Amz-Date parameter is expired",
	"invalid X-Amz-Expires parameter", "illegal base64 data"}

func unquoted(text string) string {
	for _, stem := range stems {
		if at := strings.Index(text, stem); at >= 0 {
			return text[:at+len(stem)]
		}
	}
	if at := strings.Index(text, "\""); at >= 0 {
		return strings.TrimSpace(text[:at])
	}
	return text
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "verifytoken: expected the cluster's id")
		os.Exit(2)
	}
	logrus.SetOutput(io.Discard)
	verifier := token.NewVerifier(os.Args[1], "aws", "us-east-1")
	in := json.NewDecoder(os.Stdin)
	out := json.NewEncoder(os.Stdout) // unbuffered, so that a caller may ask one by one
	for n := 1; ; n++ {
		var text string
		err := in.Decode(&text)
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil {
			wrong := ""
			if _, refused := verifier.Verify(text); refused != nil {
				wrong = unquoted(refused.Error())
			}
			err = out.Encode(wrong)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "verifytoken: token %d: not JSON\n", n)
			os.Exit(1)
		}
	}
}
