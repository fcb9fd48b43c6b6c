#pragma once

#include "ui/models/newsourcepresenter.h"
#include "ui/widgets/setupparts.h"

#include <QLineEdit>

namespace hw::widgets {

class Button;

/// Takes in a signing secret: masked, checked for its form while it is typed, stored on request. What is typed is gone
/// from the field once it is stored.
class SecretField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretField)

public:
    SecretField(const Theme& theme, models::NewSourcePresenter& presenter, QWidget* parent = nullptr);

    /// Stores what is typed, unless its form is certainly wrong. Whether there was something.
    bool store();
    [[nodiscard]] QLineEdit& edit() { return *m_edit; }

private:
    void refresh();
    void refreshReport();
    void refreshIcons();

    const Theme& m_theme;
    models::NewSourcePresenter& m_presenter;
    QLineEdit* m_edit;
    QAction* m_key;
    QAction* m_show;
    ChipLabel* m_chip;
    Button* m_store;
    Label* m_problem;
};

} // namespace hw::widgets
