#pragma once

#include "ui/models/exchangeview.h"

#include <QWidget>

namespace hw::widgets {

class BodyPane;
class ComboBox;
class Label;
class PairTable;
class Theme;

/// One message of an exchange, what the sender was answered mostly: status, headers, body.
class ResponseTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResponseTab)

public:
    /// `orientation`: how headers and body stand beside each other.
    explicit ResponseTab(const Theme& theme, Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

    void setResponse(const models::ResponseView& response);
    /// What others answered when they were sent the event, to be chosen beside the answer to the sender.
    void setOthers(const std::vector<models::ExchangeView>& others);

private:
    void show(int index);

    models::ResponseView m_response;
    std::vector<models::ExchangeView> m_others;
    ComboBox* m_which;
    Label* m_headline;
    PairTable* m_headers;
    BodyPane* m_body;
};

} // namespace hw::widgets
