package io.tetrapylon.dispatch;

/** The ways out. */
public enum ChannelKind {
  /** Firebase Cloud Messaging, HTTP v1. */
  FCM,
  /** Apple Push Notification service. */
  APNS,
  /** Web Push: RFC 8030, 8188, 8291, 8292. */
  WEB_PUSH,
  /** UnifiedPush, such as ntfy: a POST to the endpoint of the phone's distributor. */
  UNIFIED_PUSH,
  /** A signed POST. */
  WEBHOOK,
  /** E-mail. */
  SMTP,
  /** Text messages through a provider's HTTP API. */
  SMS
}
