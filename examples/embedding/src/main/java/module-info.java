module com.example.senders {
    requires io.deliverysettings.domain;
}
