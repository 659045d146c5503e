"""A message fails, is retried, is dead-lettered, redriven and deleted, driven by an unmodified boto3.

Usage: python3 story.py http://127.0.0.1:4566
"""

import json
import sys
import time

import boto3
from botocore.exceptions import ClientError


def main(endpoint):
    session = boto3.session.Session(
        aws_access_key_id="local", aws_secret_access_key="local", region_name="us-east-1"
    )
    sqs = session.client("sqs", endpoint_url=endpoint)

    dead_letters = sqs.create_queue(QueueName="boto3-dlq")["QueueUrl"]
    dead_letters_arn = arn_of(sqs, dead_letters)
    policy = {"deadLetterTargetArn": dead_letters_arn, "maxReceiveCount": 3}
    source = sqs.create_queue(
        QueueName="boto3-main",
        Attributes={"VisibilityTimeout": "30", "RedrivePolicy": json.dumps(policy)},
        tags={"Environment": "test"},
    )["QueueUrl"]
    assert sqs.list_queue_tags(QueueUrl=source)["Tags"] == {"Environment": "test"}
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead_letters)["queueUrls"] == [source]

    # botocore checks the MD5 of bodies by itself; the binary value shows that bytes survive.
    sent = sqs.send_message(
        QueueUrl=source,
        MessageBody="this one will fail: é",
        MessageAttributes={
            "amount": {"DataType": "Number", "StringValue": "12.50"},
            "blob": {"DataType": "Binary.raw", "BinaryValue": bytes([0, 255, 10])},
        },
    )["MessageId"]

    for delivery in (1, 2, 3):
        message = receive_one(sqs, source, VisibilityTimeout=0)
        assert message["MessageId"] == sent
        assert message["Attributes"]["ApproximateReceiveCount"] == str(delivery), message
    assert depth_of(sqs, dead_letters) == 0, "a failing delivery must not dead-letter"
    assert "Messages" not in sqs.receive_message(QueueUrl=source), "the fourth receive must be empty"
    assert depth_of(sqs, dead_letters) == 1

    dead = receive_one(sqs, dead_letters, VisibilityTimeout=0)
    assert dead["MessageId"] == sent
    assert dead["Body"] == "this one will fail: é"
    assert dead["Attributes"]["ApproximateReceiveCount"] == "4", dead
    assert dead["Attributes"]["DeadLetterQueueSourceArn"] == arn_of(sqs, source)
    assert dead["MessageAttributes"]["blob"] == {
        "DataType": "Binary.raw",
        "BinaryValue": bytes([0, 255, 10]),
    }

    sqs.start_message_move_task(SourceArn=dead_letters_arn, MaxNumberOfMessagesPerSecond=500)
    back = receive_one(sqs, source, WaitTimeSeconds=10)
    assert back["MessageId"] != sent, "a redriven message is a new message"
    assert back["Body"] == "this one will fail: é"
    assert back["Attributes"]["ApproximateReceiveCount"] == "1", back
    assert "DeadLetterQueueSourceArn" not in back["Attributes"], back
    assert back["MessageAttributes"] == dead["MessageAttributes"]
    task = wait_for_end(sqs, dead_letters_arn)
    assert task["Status"] == "COMPLETED", task
    assert task["ApproximateNumberOfMessagesMoved"] == 1, task

    sqs.delete_message(QueueUrl=source, ReceiptHandle=back["ReceiptHandle"])
    counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    left = sqs.get_queue_attributes(QueueUrl=source, AttributeNames=counts)["Attributes"]
    assert set(left.values()) == {"0"}, left

    error = refused(lambda: sqs.get_queue_url(QueueName="boto3-none"))
    assert error["Code"] == "AWS.SimpleQueueService.NonExistentQueue", error
    assert error["QueryErrorCode"] == "QueueDoesNotExist", error
    assert error["Message"] == "The specified queue does not exist.", error
    error = refused(lambda: sqs.delete_message(QueueUrl=source, ReceiptHandle="garbage"))
    assert error["Code"] == "ReceiptHandleIsInvalid", error
    error = refused(lambda: sqs.receive_message(QueueUrl=source, MaxNumberOfMessages=11))
    assert error["Code"] == "InvalidParameterValue", error

    cloudwatch = session.client("cloudwatch", endpoint_url=endpoint)
    names = {
        metric["MetricName"]
        for metric in cloudwatch.list_metrics(
            Namespace="AWS/SQS", Dimensions=[{"Name": "QueueName", "Value": "boto3-main"}]
        )["Metrics"]
    }
    assert {"NumberOfMessagesSent", "ApproximateNumberOfMessagesVisible"} <= names, names
    print("the story holds")


def arn_of(sqs, url):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def depth_of(sqs, url):
    name = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def receive_one(sqs, url, **options):
    answer = sqs.receive_message(
        QueueUrl=url, MessageSystemAttributeNames=["All"], MessageAttributeNames=["All"], **options
    )
    (message,) = answer["Messages"]
    return message


def wait_for_end(sqs, source_arn):
    deadline = time.monotonic() + 10
    while True:
        (task,) = sqs.list_message_move_tasks(SourceArn=source_arn)["Results"]
        if task["Status"] != "RUNNING" or time.monotonic() > deadline:
            return task


def refused(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]
    raise AssertionError("the call was accepted")


if __name__ == "__main__":
    main(sys.argv[1])
