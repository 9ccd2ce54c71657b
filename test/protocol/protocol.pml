/*
 * The hand-over of src/parallel/control.ts, for the model checker Spin: a calling thread, two workers, three tasks, and
 * every order in which their accesses can fall, sequentially consistent as those of Atomics are. What the comment there
 * claims is asserted here, but for workers that end, which test/parallel/failures.test.ts sees to. Words have the names
 * they have there; a task's data are its number, a run is one chunk.
 */
#define WORKERS 2
#define TASKS 3

#define ASLEEP 101
#define INSIDE 102

/* Shared. A worker starts as one that has signed on. */
byte JOB = 0;
byte STATE[WORKERS] = 0;
byte WAITING = 0;
byte messages = 0;
byte task = 0;
bit taken[WORKERS] = 1;

/* What is asserted about. */
byte results[WORKERS] = 0; /* the last task that each run was done for */
byte inside = 0;           /* workers that read the task */
bool writing = false;

inline take(which, number) {
  atomic { won = !taken[which]; taken[which] = 1 };
  if
  :: won -> assert(results[which] == number - 1); results[which] = number
  :: else
  fi
}

active [WORKERS] proctype worker() {
  byte last = 0, job, number;
  bit won;

awaitTask:
  job = JOB;
  if
  :: job % 2 == 1 && job != last -> goto enter
  :: else
  fi;
  if
  :: goto awaitTask
  :: STATE[_pid] = ASLEEP;
end: /* Atomics.wait(JOB, job). It may sleep for ever where nobody cares to wake it. */
     JOB != job;
     STATE[_pid] = last;
     goto awaitTask
  fi;

enter:
  STATE[_pid] = INSIDE;
  job = JOB;
  if
  :: job % 2 == 1 ->
     inside++;
     assert(!writing);
     number = task;
     take(_pid, number);
     if
     :: take(1 - _pid, number) /* helps out */
     :: skip
     fi;
     assert(task == number);
     inside--;
     last = job
  :: else
  fi;

  STATE[_pid] = last;
  if
  :: WAITING == 0
  :: else -> atomic { if :: WAITING == 1 -> WAITING = 0; messages++ :: else fi }
  fi;
  goto awaitTask
}

/* Control.isOut */
inline look(slot) {
  seen = STATE[slot];
  if
  :: seen == INSIDE -> over = false
  :: seen != INSIDE && seen == JOB
  :: else ->
     if
     :: JOB % 2 == 1 -> JOB = JOB + 1
     :: else
     fi;
     seen = STATE[slot];
     if
     :: seen == INSIDE -> over = false
     :: else
     fi
  fi
}

inline lookAtAll() {
  over = true;
  slot = 0;
  do
  :: slot < WORKERS && over -> look(slot); slot++
  :: else -> break
  od
}

active proctype caller() {
  byte number = 1, slot, seen;
  bit won;
  bool over;

next:
  writing = true;
  assert(inside == 0);
  task = number;
  slot = 0;
  do
  :: slot < WORKERS -> taken[slot] = 0; slot++
  :: else -> break
  od;
  writing = false;
  JOB = JOB + 2 - (JOB + 1) % 2;

  slot = 0;
  do
  :: slot < WORKERS -> take(slot, number); slot++
  :: else -> break
  od;

spin:
  lookAtAll();
  if
  :: over -> goto settled
  :: !over -> goto spin
  :: !over -> goto ask
  fi;

ask:
  WAITING = 1;
  lookAtAll();
  if
  :: over -> goto settled
  :: else -> messages > 0; messages--; goto ask
  fi;

settled:
  assert(inside == 0);
  assert(results[0] == number && results[1] == number);
  number++;
  if
  :: number <= TASKS -> goto next
  :: else
  fi
}
