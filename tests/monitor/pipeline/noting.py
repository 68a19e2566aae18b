"""Notes as plain as can be, for the verbs that write them."""

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.alert import Alert, Complaint, Loss, question_key
from monitor.domain.deadline import Reminder
from monitor.domain.watch import Recipient


@dataclass
class PlainNotes:
    """Notes as they are: who, and how many troubles. asked: questions composed."""

    asked: int = 0

    def complaint(self, complaint: Complaint) -> Alert:
        told = [*(one.key for one in complaint.troubles), *(one.address for one in complaint.stops)]
        return self._note(complaint.key, complaint.to, ",".join(told))

    def loss(self, loss: Loss) -> Alert:
        told = [f"{one.source_id} {one.canary.name}" for one in loss.canaries]
        return self._note(loss.key, loss.to, ",".join(told))

    def reminder(self, reminder: Reminder) -> Alert:
        told = ", ".join(deadline.key for deadline, _ in reminder.deadlines)
        return self._note(reminder.key, reminder.to.email, told)

    def question(self, recipient: Recipient, now: datetime) -> Alert:
        self.asked += 1
        return self._note(question_key(recipient.email), recipient.email, f"{now:%H:%M}")

    @staticmethod
    def _note(key: str, to: str, subject: str) -> Alert:
        message_id = f"<{key}>"
        return Alert(
            key=key, channel="post", to=to, message_id=message_id, subject=subject, content=b""
        )
