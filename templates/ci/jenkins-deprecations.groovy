// Tells of sunsets once a day: a calendar, a feed and a digest for each owner with news. Goes to Jenkinsfile.deprecations; make a Pipeline job of it, with
// this script from SCM, on the default branch, and without "shallow clone".
//
// What was announced is remembered in .countersign/announced, which this job commits with the credentials `git-push` (user name and password or token, for
// an https remote). For issues on GitHub or GitLab instead, bind GITHUB_TOKEN or GITLAB_TOKEN and use --to github:OWNER/REPO or --to gitlab:GROUP/PROJECT;
// then nothing is to be committed.
pipeline {
  agent {
    // Pin the image by digest: node:22@sha256:…
    docker { image 'node:22' }
  }
  options {
    timeout(time: 15, unit: 'MINUTES')
    disableConcurrentBuilds()
  }
  triggers {
    // Any hour will do; a run that is late or was missed is made up for by the next one.
    cron('H 5 * * *')
  }
  environment {
    // The container's user has no home: npm and git keep their files in the workspace.
    HOME = "${WORKSPACE_TMP}"
  }
  stages {
    stage('announce') {
      steps {
        sh 'git config --global --add safe.directory "$WORKSPACE"'
        // Digests of earlier runs have been sent.
        sh 'rm -rf deprecations'
        // Pin the tool: add countersign to devDependencies, and put `npm ci` before this line.
        sh 'npx --yes countersign announce --to ical:deprecations/sunsets.ics --to atom:deprecations/sunsets.xml --to digest:deprecations/digests'
        // To be published and sent: the calendar and the feed always, a digest to its owner.
        archiveArtifacts artifacts: 'deprecations/**'
      }
    }
    stage('remember') {
      steps {
        // After all that may fail: what was not sent is announced again tomorrow.
        withCredentials([gitUsernamePassword(credentialsId: 'git-push')]) {
          sh '''
            set -eu
            [ -d .countersign/announced ] || exit 0
            git add .countersign/announced
            git diff --cached --quiet && exit 0
            git -c user.name=countersign -c user.email=countersign@localhost commit --quiet --message 'chore: announced deprecations'
            git push origin "HEAD:${GIT_BRANCH#origin/}"
          '''
        }
      }
    }
    stage('judge') {
      steps {
        // Red while something is overdue. Last, so that it is announced all the same.
        sh 'npx --yes countersign deprecations --fail-on overdue'
      }
    }
  }
}
