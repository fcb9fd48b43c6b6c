#pragma once

#include "ui/models/workspacepresenter.h"
#include "ui/widgets/theme.h"

#include <QWidget>

namespace hw::widgets {

/// "● Listening on 127.0.0.1:4400": the listener's state, as a dot and in words.
class ListenerLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerLabel)

public:
    ListenerLabel(const Theme& theme, const models::WorkspacePresenter& presenter, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Shown
    {
        Token token;
        bool filled;
        QString words;
        QString address; ///< in mono after the words; empty = none
    };
    [[nodiscard]] Shown shown() const;
    void refresh();

    const Theme& m_theme;
    const models::WorkspacePresenter& m_presenter;
};

} // namespace hw::widgets
