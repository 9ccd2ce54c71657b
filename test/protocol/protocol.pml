/*
 * The protocol of src/parallel/control.ts, for the model checker Spin: a calling thread, two workers, three tasks, and
 * every order in which their accesses can fall, sequentially consistent as those of Atomics are. What the comment there
 * claims is asserted here, but for workers that end, which test/parallel/failures.test.ts covers. Words have the names
 * they have there; a task's data are its number, a range is one chunk.
 */
#define WORKERS 2
#define TASKS 3

#define ASLEEP 101
#define INSIDE 102

/* Shared. The workers have started. */
byte TASK_NUMBER = 0;
byte STATE[WORKERS] = 0;
byte WAITING = 0;
byte messages = 0;
byte task = 0;
bit taken[WORKERS] = 1;

/* What is asserted about. */
byte results[WORKERS] = 0; /* the last task that each range was done for */
byte inside = 0;           /* workers that read the task */
bool writing = false;

inline takeChunk(which, number) {
  atomic { won = !taken[which]; taken[which] = 1 };
  if
  :: won -> assert(results[which] == number - 1); results[which] = number
  :: else
  fi
}

active [WORKERS] proctype worker() {
  byte last = 0, seen, number;
  bit won;

awaitTask:
  seen = TASK_NUMBER;
  if
  :: seen % 2 == 1 && seen != last -> goto enter
  :: else
  fi;
  if
  :: goto awaitTask
  :: STATE[_pid] = ASLEEP;
end: /* Atomics.wait(TASK_NUMBER, seen). It may sleep for ever where the calling thread never notifies it. */
     TASK_NUMBER != seen;
     STATE[_pid] = last;
     goto awaitTask
  fi;

enter:
  STATE[_pid] = INSIDE;
  seen = TASK_NUMBER;
  if
  :: seen % 2 == 1 ->
     inside++;
     assert(!writing);
     number = task;
     takeChunk(_pid, number);
     if
     :: takeChunk(1 - _pid, number) /* steals */
     :: skip
     fi;
     assert(task == number);
     inside--;
     last = seen
  :: else
  fi;

  STATE[_pid] = last;
  if
  :: WAITING == 0
  :: else -> atomic { if :: WAITING == 1 -> WAITING = 0; messages++ :: else fi }
  fi;
  goto awaitTask
}

/* Control.isOut: sets over to false where the worker is inside. */
inline isOut(slot) {
  seen = STATE[slot];
  if
  :: seen == INSIDE -> over = false
  :: seen != INSIDE && seen == TASK_NUMBER
  :: else ->
     if
     :: TASK_NUMBER % 2 == 1 -> TASK_NUMBER = TASK_NUMBER + 1
     :: else
     fi;
     seen = STATE[slot];
     if
     :: seen == INSIDE -> over = false
     :: else
     fi
  fi
}

/* Pool.#isOver */
inline isOver() {
  over = true;
  slot = 0;
  do
  :: slot < WORKERS && over -> isOut(slot); slot++
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
  TASK_NUMBER = TASK_NUMBER + 2 - (TASK_NUMBER + 1) % 2;

  slot = 0;
  do
  :: slot < WORKERS -> takeChunk(slot, number); slot++
  :: else -> break
  od;

spin:
  isOver();
  if
  :: over -> goto settled
  :: !over -> goto spin
  :: !over -> goto ask
  fi;

ask:
  WAITING = 1;
  isOver();
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
