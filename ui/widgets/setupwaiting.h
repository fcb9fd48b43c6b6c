#pragma once

#include "ui/models/newsourcepresenter.h"
#include "ui/widgets/card.h"
#include "ui/widgets/setupparts.h"

class QVBoxLayout;

namespace hw::widgets {

class Button;

/// The right column of the set-up: what works, what is still missing, what to look at if nothing comes, what follows.
class SetupWaiting final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetupWaiting)

public:
    SetupWaiting(const Theme& theme, models::NewSourcePresenter& presenter, QWidget* parent = nullptr);

Q_SIGNALS:
    void testWanted();
    /// A page of the guide.
    void guideWanted(const QString& page);

private:
    void refreshWaiting();
    void refreshHelp();
    void refreshNext();
    void toggleHelp(bool open);

    const Theme& m_theme;
    models::NewSourcePresenter& m_presenter;
    Card* m_waiting;
    ChipDot* m_dot;
    Label* m_headline;
    Label* m_time;
    WaitBar* m_bar;
    CheckLine* m_listener;
    CheckLine* m_endpoint;
    CheckLine* m_request;
    CheckLine* m_test;
    Button* m_start;
    Button* m_send;
    Card* m_help;
    QAbstractButton* m_helpHead;
    QWidget* m_helpBody;
    Label* m_helpText;
    Label* m_helpAnswer;
    QAbstractButton* m_troubleshooting;
    QAbstractButton* m_documentation;
    Card* m_next;
    QVBoxLayout* m_nextRows;
    bool m_helpTouched = false; ///< opened or closed by hand
    QString m_shownKey;
};

} // namespace hw::widgets
